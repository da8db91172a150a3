import { analyse } from '@/lib/suggest/retrieve/analyse';
for (const t of ['点解仲未出货啊，我等咗成个礼拜喇','真思的衬衣怎么汤啊','請問這個可以退嗎','which courier','我163 110斤穿啥码']) console.log(analyse(t).text, analyse(t).concepts);
